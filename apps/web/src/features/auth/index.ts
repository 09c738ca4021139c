/** Getting in: sign-in, new password. */
export { LoginPage } from "./login-page.tsx";
export { PasswordField } from "./password-field.tsx";
export { ResetPasswordPage } from "./reset-password-page.tsx";
