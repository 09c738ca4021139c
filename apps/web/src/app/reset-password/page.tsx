import { ResetPasswordPage } from "../../features/auth/index.ts";

export default function ResetPassword() {
  return <ResetPasswordPage />;
}
