/** The product's mark. */
export const Logo = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden className={className}>
    <rect width="32" height="32" rx="9" className="fill-accent" />
    <path d="M9 8h4.2v6.1L19 8h5l-7 7.2L24.4 24H19l-4.6-5.8-1.2 1.2V24H9z" className="fill-on-accent" />
  </svg>
);
