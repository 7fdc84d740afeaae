// The mark of the product: a house with warmth at its foot.

export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect x="6" y="16" width="12" height="4.5" fill="var(--ember)" />
      <path
        d="M3 11.5 12 4l9 7.5M5.5 10v10.5h13V10"
        fill="none"
        stroke="var(--qing)"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
