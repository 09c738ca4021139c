/** One search over tickets, contacts, messages, pages and actions. */
export { SearchScreen } from "./search-screen.tsx";
