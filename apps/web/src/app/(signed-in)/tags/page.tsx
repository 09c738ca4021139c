import { TagsPage } from "../../../features/tags/index.ts";

export default function Tags() {
  return <TagsPage />;
}
