// Every library of the production zip has a licence under which a program under Apache-2.0 may ship it.
// Usage: node licences.mjs target/sbom.json
import { readFileSync } from 'node:fs';

// SPDX's names, and what some libraries call the same.
const accepted = new Set(['Apache-2.0', 'MIT', 'MIT-0', 'BSD-2-Clause', 'BSD-3-Clause', 'EPL-1.0', 'EPL-2.0', 'EDL 1.0', 'CC0-1.0',
  'The BSD License', 'Public Domain, per Creative Commons CC0', 'Eclipse Distribution License - v 1.0']);
// JLine's pom says "The BSD License", which is read as the one of four clauses; the LICENSE.txt of its jars has three.
const corrected = new Map([['org.jline', 'BSD-3-Clause']]);
const counts = new Map();
let refused = 0;
for (const { group, name, version, licenses = [] } of JSON.parse(readFileSync(process.argv[2], 'utf8')).components) {
  const names = licenses.flatMap(({ license, expression }) => (expression ? expression.split(' OR ') : [license.id ?? license.name]));
  const chosen = corrected.get(group) ?? names.find(licence => accepted.has(licence));
  if (!chosen) {
    console.log(`${group}:${name}:${version}: ${names.join(', ') || 'no licence is said'}`);
    refused++;
  } else counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
}
console.log([...counts].sort((a, b) => b[1] - a[1]).map(([licence, count]) => `${licence} ${count}`).join(', '));
process.exit(refused === 0 ? 0 : 1);
