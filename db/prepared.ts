/** A statement prepared once for each database and kept as long as it: building the SQL costs more than running it. */
export function prepareOnce<Db extends object, Statement>(
  prepare: (db: Db) => Statement,
): (db: Db) => Statement {
  const kept = new WeakMap<Db, Statement>();
  return (db) => {
    const statement = kept.get(db) ?? prepare(db);
    kept.set(db, statement);
    return statement;
  };
}
