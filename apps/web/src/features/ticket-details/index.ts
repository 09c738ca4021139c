/** Everything that is known of a ticket and its contact, beside the conversation. */
export { DetailsPane } from "./details-pane.tsx";
