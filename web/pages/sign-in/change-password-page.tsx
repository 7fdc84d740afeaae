export function ChangePasswordPage() {
  return <div />;
}
