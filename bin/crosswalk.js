#!/usr/bin/env node
"use strict";
const { readFileSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { Script } = require("node:vm");

// The bundle with V8's code cache beside it: what a scan runs is not compiled again at every start. Without the cache,
// or with one of another Node version, it is compiled as usual.
const file = join(__dirname, "..", "dist", "main.cjs");
const cacheFile = join(dirname(file), "main.cache");

function readCache() {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

const cachedData = process.env.CROSSWALK_WRITE_CODE_CACHE ? undefined : readCache();
const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, "utf8")}\n})`;
const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, require, bundle, file, dirname(file));
bundle.exports.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  if (process.env.CROSSWALK_WRITE_CODE_CACHE) writeFileSync(cacheFile, script.createCachedData());
});
