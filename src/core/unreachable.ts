/** For the `default` of an exhaustive `switch`: a new case breaks the build instead of falling through. */
export function unreachable(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
