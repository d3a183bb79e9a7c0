// The JavaScript client stands beside the pages once they are built.
export * from '../../../client-js/src/index.js';
