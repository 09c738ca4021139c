import { useTranslations } from "use-intl/react";

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const phoneForm = /^\+?[\d\s().-]{6,30}$/;
const byteLength = (text: string) => new TextEncoder().encode(text).length;

/** What the contract asks of common fields, told before anything is sent. */
export function useRules() {
  const t = useTranslations("rules");
  return {
    required: (value: string) => (value.trim() === "" ? t("required") : null),
    email: (value: string) => (emailForm.test(value.trim()) ? null : t("email")),
    phone: (value: string) => {
      const digits = value.replace(/\D/g, "").length;
      return phoneForm.test(value.trim()) && digits >= 6 && digits <= 15 ? null : t("phone");
    },
    password: (value: string) => {
      if (value.length < 8) return t("passwordShort");
      return byteLength(value) > 72 ? t("passwordLong") : null;
    },
    digits: (value: string) => (/^\d{5,25}$/.test(value.trim()) ? null : t("digits")),
  };
}
