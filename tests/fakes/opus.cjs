/**
 * The package's own WebAssembly: its machine code can be loaded once in a process only, and jest loads modules anew for
 * each file of tests.
 */
process.env.OPUS_FORCE_WASM = '1';
module.exports = require('../../node_modules/@evan/opus/lib.js');
