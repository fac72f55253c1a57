// Adds the translations of Sphinx's scripts without compiling their plural rule from a string, which a strict
// Content-Security-Policy forbids. Chinese has only one plural form.
"use strict";
Documentation.addTranslations = (catalog) => {
  Object.assign(Documentation.TRANSLATIONS, catalog.messages);
  Documentation.PLURAL_EXPR = () => 0;
  Documentation.LOCALE = catalog.locale;
};
