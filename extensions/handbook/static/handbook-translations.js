// Takes the translations of Sphinx's own scripts without compiling their rule for plurals, which a strict
// Content-Security-Policy forbids. Chinese has one form, so that there is nothing to choose.
"use strict";
Documentation.addTranslations = (catalog) => {
  Object.assign(Documentation.TRANSLATIONS, catalog.messages);
  Documentation.PLURAL_EXPR = () => 0;
  Documentation.LOCALE = catalog.locale;
};
