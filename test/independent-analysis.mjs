// What the written analysis of a year must say, worked out from the canonical JSON alone. It imports nothing of gouji and
// takes neither cells nor formulas from it: the numbers of each sentence stand here once more, by the names of the form.

const cell = (report, table, row, column) => report.tables[table]?.rows[row]?.[column]?.value ?? 0;

/** @returns { sentence id: [number, …] } in the order in which they are told; shares rounded by nobody */
export function expectedNumbers(reports, before, due) {
  const sum = (table, row, column, of = reports) =>
    of.reduce((all, report) => all + cell(report, table, row, column), 0);
  const total = (row, of = reports) => sum('applications', row, 'total', of);
  const rowsLike = (prefix) =>
    [...new Set(reports.flatMap((report) => Object.keys(report.tables.applications?.rows ?? {})))].filter((row) =>
      row.startsWith(prefix),
    );
  const all = (prefix) => rowsLike(prefix).reduce((so, row) => so + total(row), 0);
  const most = (prefix) => Math.max(...rowsLike(prefix).map((row) => total(row)));
  const handled = total('handledTotal');
  const received = total('newlyReceived');
  const applicants = [
    ...['naturalPerson', 'commercialEnterprise', 'researchInstitution'],
    ...['socialOrganization', 'legalServiceInstitution', 'otherOrganization'],
  ];
  const remedy = (rows, column) => rows.reduce((so, row) => so + sum('remedies', row, column), 0);
  const dispute = (rows) => {
    const [upheld, corrected, other, pending, sums] = ['upheld', 'corrected', 'other', 'pending', 'total'].map(
      (column) => remedy(rows, column),
    );
    return [sums, upheld, corrected, other, pending, corrected / (upheld + corrected + other)];
  };
  const group = (prefix) => [all(prefix), all(prefix) / handled, most(prefix)];
  const change = received - total('newlyReceived', before);
  return {
    scope: [due, reports.length],
    received: [
      ...[received, total('carriedOver'), handled, total('carriedForward')],
      total('carriedForward') / (received + total('carriedOver')),
    ],
    'year-on-year': [change, change / total('newlyReceived', before), before.length, reports.length],
    applicants: applicants.flatMap((column) => {
      const n = sum('applications', 'newlyReceived', column);
      return [n, n / received];
    }),
    disclosed: [
      ...[total('disclosed'), total('partiallyDisclosed')],
      (total('disclosed') + total('partiallyDisclosed')) / handled,
    ],
    withheld: group('withheld.'),
    unavailable: group('unavailable.'),
    notProcessed: group('notProcessed.'),
    notHeld: [total('unavailable.notHeld') / handled],
    reconsideration: dispute(['reconsideration']),
    litigation: dispute(['litigationDirect', 'litigationAfterReconsideration']),
    'proactive.normativeDocuments': ['issued', 'repealed', 'inForce'].map((column) =>
      sum('proactiveDisclosure', 'normativeDocuments', column),
    ),
    'proactive.administrativeLicensing': [sum('proactiveDisclosure', 'administrativeLicensing', 'decisions')],
    'proactive.administrativeFees': [sum('proactiveDisclosure', 'administrativeFees', 'amount')],
  };
}
