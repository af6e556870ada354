import { createContext, useContext } from "react";
import type { EditorShop } from "../../../queries/read-editor-shop.ts";

const EditorShopContext = createContext<EditorShop>({
  currency: "USD",
  tagPrefix: "",
  segments: [],
  collections: [],
  productTitles: {},
  productTypes: [],
  vendors: [],
  listeners: { flow: false, klaviyo: false },
});

export const EditorShopProvider = EditorShopContext.Provider;

/** What the fields of a condition know of the shop. */
export const useEditorShop = (): EditorShop => useContext(EditorShopContext);
