// What the scripts of the site find in a browser beside its own interface: for `deno check`, never published.

/** Sphinx's doctools.js. */
declare const Documentation: {
  TRANSLATIONS: Record<string, string | string[]>;
  PLURAL_EXPR: (n: number) => number;
  LOCALE: string;
  addTranslations: (catalog: { messages: Record<string, string | string[]>; plural_expr: string; locale: string }) => void;
};

interface Window {
  /** Read by Font Awesome, which the theme loads. */
  FontAwesomeConfig?: { autoAddCss: boolean };
}
