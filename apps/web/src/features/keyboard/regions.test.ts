import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findRegion, restIn } from "./regions.ts";

beforeEach(() => {
  vi.spyOn(Element.prototype, "getClientRects").mockReturnValue([new DOMRect()] as unknown as DOMRectList);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const show = (html: string) => {
  document.body.innerHTML = html;
};

test("what was said in passing is nowhere to go to once it is gone", () => {
  show('<div data-region="toasts"></div>');
  expect(findRegion("toasts")).toBeUndefined();
  show('<div data-region="toasts"><p>Transferido.</p></div>');
  expect(findRegion("toasts")).toBeDefined();
});

test("whoever comes to where one writes without having asked for it does not write there", () => {
  show('<div data-region="composer"><textarea data-region-start></textarea><button>Anexar</button></div>');
  expect(restIn(findRegion("composer") as HTMLElement).textContent).toBe("Anexar");
});

test("where work begins otherwise one rests", () => {
  show('<div data-region="list"><button>Filtrar</button><div data-region-start tabindex="0">lista</div></div>');
  expect(restIn(findRegion("list") as HTMLElement).textContent).toBe("lista");
});
