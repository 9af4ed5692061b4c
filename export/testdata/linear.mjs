// Reads a CSV with the class of @linear/import that does so, and prints what it makes of it. The package exports nothing,
// so its source is cut out by its own region marks.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [modules, file] = process.argv.slice(2);
const require = createRequire(`${modules}/@linear/import/package.json`);
const source = readFileSync(`${modules}/@linear/import/dist/cli.cjs`, 'utf8');
const region = (name) => {
  const part = source.split(`//#region ${name}\n`)[1];
  if (part === undefined) throw new Error(`no ${name} in @linear/import`);
  return part.split('//#endregion')[0];
};
const ints = source.match(/const safeParseInt = [\s\S]*?\n};/)?.[0] ?? source.match(/function safeParseInt\([\s\S]*?\n}/)?.[0];
const body = `${ints}\n${region('src/importers/linearCsv/LinearCsvImporter.ts')}\nreturn LinearCsvImporter;`;
const Importer = new Function('csvtojson', body)({ default: require('csvtojson') });
console.log(JSON.stringify(await new Importer(file).import()));
