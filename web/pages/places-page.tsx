export function PlacesPage() {
  return <div />;
}
