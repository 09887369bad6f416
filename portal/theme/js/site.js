// Small improvements on pages that already work without them.
import "./thema-kiezer.js";
import "./zoek-suggesties.js";
import "./zoek-klik.js";
import "./zoek-uitslag.js";
import "./begrip-kaart.js";
import "./begrippen-filter.js";
import "./markdown-voorbeeld.js";
import "./uitklap.js";
