/** Settles like the work, or rejects with `onTimeout()` after `ms`: nothing a library does can hold us longer. */
export async function withDeadline<Result>(work: Promise<Result>, ms: number, onTimeout: () => Error): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(onTimeout()), ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
