"use strict";
/** Where the module lies: `{ module: "/…/engines.wasm" }`. */
exports.module = require("node:path").join(__dirname, "engines.wasm");
