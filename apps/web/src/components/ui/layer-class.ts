/** How floating layers look: menus, lists of choices, popovers. */
export const layerClass =
  "max-h-(--available-height) min-w-40 scroll-thin overflow-y-auto rounded-card border border-line bg-raised p-1 text-body text-ink shadow-float outline-none transition-opacity data-starting-style:opacity-0";

export const layerItemClass =
  "flex min-h-8 w-full cursor-default items-center gap-2 rounded-control px-2 py-1 text-left select-none outline-none pointer-coarse:min-h-11 " +
  "data-highlighted:bg-hover data-disabled:text-ink-faint [&_svg]:size-4 [&_svg]:shrink-0";
