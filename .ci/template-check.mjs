// Checks a CloudFormation template against AWS's published resource types: types, properties at every depth, what is required, kinds of
// values; and within itself: references, attributes, conditions, parameters that nobody uses. Not the values: cfn-lint does that.
// Usage: node template-check.mjs TEMPLATE DIRECTORY_WITH_NODE_MODULES
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [file, modules] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'x.js'));
const { parseDocument, isMap, isSeq } = require('yaml');
const types = require('@aws-cdk/aws-service-spec').loadAwsServiceSpecSync();

const problems = [];
const used = new Set();
const say = (path, what) => problems.push(`${path.join('/')}: ${what}`);

// !Sub and its like become what their long forms are: {"Fn::Sub": ...}.
function plain(node) {
  let value;
  if (isMap(node)) value = Object.fromEntries(node.items.map(item => [String(item.key.value), plain(item.value)]));
  else if (isSeq(node)) value = node.items.map(plain);
  else value = node?.value ?? null;
  const name = node?.tag?.match(/^!(\w+)$/)?.[1];
  return name ? { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value } : value;
}
const document = parseDocument(readFileSync(file, 'utf8'));
for (const error of document.errors) say(['YAML'], error.message);
const template = plain(document.contents);
const resources = template.Resources ?? {};

const isFunction = value => value !== null && typeof value === 'object' && !Array.isArray(value)
  && Object.keys(value).length === 1 && /^(Ref|Condition|Fn::.*)$/.test(Object.keys(value)[0]);

function target(path, name, locals = {}) {
  if (name.startsWith('AWS::') || name in locals) return;
  const [id, ...attribute] = name.split('.');
  if (id in (template.Parameters ?? {}) && attribute.length === 0) used.add(id);
  else if (!(id in resources)) say(path, `there is no parameter or resource '${id}'`);
  else if (attribute.length > 0 && !known(resources[id].Type)?.attributes?.[attribute.join('.')]) {
    say(path, `${resources[id].Type} has no attribute '${attribute.join('.')}'`);
  }
}

function references(value, path) {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    if (key === 'Ref' && typeof inner === 'string') target(here, inner);
    else if (key === 'Fn::GetAtt') target(here, Array.isArray(inner) ? inner.join('.') : inner);
    else if (key === 'Fn::Sub') {
      const [text, locals] = Array.isArray(inner) ? inner : [inner, {}];
      for (const [, name] of text.matchAll(/\$\{([^!][^}]*)\}/g)) target(here, name, locals);
      references(locals, here);
    } else if (key === 'Fn::If') {
      if (!(inner[0] in (template.Conditions ?? {}))) say(here, `there is no condition '${inner[0]}'`);
      references(inner.slice(1), here);
    } else if (key === 'Condition' && typeof inner === 'string') {
      if (!(inner in (template.Conditions ?? {}))) say(here, `there is no condition '${inner}'`);
    } else references(inner, here);
  }
}

const known = type => types.lookup('resource', 'cloudFormationType', 'equals', type)[0];

function properties(value, definition, path) {
  for (const name of Object.keys(value)) {
    const property = definition[name];
    if (!property) say(path, `there is no property '${name}'`);
    else kind(value[name], property.type, [...path, name]);
  }
  for (const [name, property] of Object.entries(definition)) {
    if (property.required && !(name in value)) say(path, `'${name}' is required`);
  }
}

function kind(value, type, path) {
  if (isFunction(value)) {
    for (const branch of value['Fn::If']?.slice(1) ?? []) kind(branch, type, path);
    return;
  }
  const wrong = () => say(path, `${JSON.stringify(value)} is no ${type.type}`);
  switch (type.type) {
    case 'array':
      if (!Array.isArray(value)) wrong();
      else value.forEach((element, at) => kind(element, type.element, [...path, at]));
      break;
    case 'ref':
      if (value === null || typeof value !== 'object') wrong();
      else properties(value, types.get('typeDefinition', type.reference).properties, path);
      break;
    case 'string': if (typeof value === 'object') wrong(); break;
    case 'boolean': if (![true, false, 'true', 'false'].includes(value)) wrong(); break;
    case 'number': case 'integer': if (Number.isNaN(Number(value))) wrong(); break;
    default: // maps, JSON documents and unions: cfn-lint's part
  }
}

for (const [id, resource] of Object.entries(resources)) {
  const path = ['Resources', id];
  const definition = known(resource.Type);
  if (!definition) say(path, `there is no type '${resource.Type}'`);
  else properties(resource.Properties ?? {}, definition.properties, path);
  if (resource.Condition && !(resource.Condition in (template.Conditions ?? {}))) say(path, `there is no condition '${resource.Condition}'`);
  references(resource.Properties ?? {}, path);
}
for (const section of ['Conditions', 'Outputs', 'Rules']) references(template[section] ?? {}, [section]);
for (const name of Object.keys(template.Parameters ?? {})) if (!used.has(name)) say(['Parameters', name], 'nobody uses it');

problems.forEach(problem => console.log(problem));
console.log(`${Object.keys(resources).length} resources, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
