// Checks the contract as a server gives it: asyncapi.yaml against AsyncAPI 3.0, its examples against the schemas that it
// refers to, and openapi.yaml against OpenAPI 3.1. Prints what is wrong, a line each; the exit code is 1 if anything is.
//
//   node check-contract.js http://127.0.0.1:8080/v1.0/

'use strict';

const { pathToFileURL } = require('node:url');
const { Parser, fromURL } = require('@asyncapi/parser');

const ERROR = 0; // a severity of the parser; the others are advice

async function asyncApi(base) {
  const { document, diagnostics } = await fromURL(new Parser(), new URL('asyncapi.yaml', base).href).parse();
  const errors = diagnostics
    .filter((diagnostic) => diagnostic.severity === ERROR)
    .map((diagnostic) => `asyncapi.yaml: ${diagnostic.path.join('.')}: ${diagnostic.message}`);
  return document || errors.length > 0 ? errors : ['asyncapi.yaml: no document'];
}

async function text(base, path) {
  const answer = await fetch(new URL(path, base));
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} (expected: a file that the server gives)`);
  }
  return answer.text();
}

const REFERENCE = /(\$ref"?: "?)([a-z][^#"\s}]*)/g; // to another file; to a part of the same one it begins with #

/* The validator knows one folder: references between schemas become references from where openapi.yaml is. */
function fromBase(path, schema) {
  return schema.replace(REFERENCE, (_, before, file) => before + new URL(file, `file:///${path}`).pathname.slice(1));
}

async function openApi(base) {
  const { Validator } = await import(pathToFileURL(require.resolve('@seriousme/openapi-schema-validator')));
  const validator = new Validator();
  const document = await text(base, 'openapi.yaml');
  const files = new Set([...document.matchAll(REFERENCE)].map(([, , file]) => file));
  for (const file of files) { // a set grows while it is walked
    const schema = fromBase(file, await text(base, file));
    await validator.addSpecRef(JSON.parse(schema), file);
    [...schema.matchAll(REFERENCE)].forEach(([, , other]) => files.add(other));
  }
  const { valid, errors } = await validator.validate(document);
  return valid ? [] : [`openapi.yaml: ${JSON.stringify(errors)}`];
}

async function main(base) {
  const errors = [...(await asyncApi(base)), ...(await openApi(base))];
  errors.forEach((error) => console.log(error));
  process.exitCode = errors.length > 0 ? 1 : 0;
}

main(process.argv[2]).catch((error) => {
  console.log(error.message);
  process.exitCode = 1;
});
