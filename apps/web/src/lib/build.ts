/** Names the build that this page is of; what was kept by another may have another shape. */
export const buildId: string = process.env.NEXT_PUBLIC_BUILD_ID ?? "development";
