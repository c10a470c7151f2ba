package io.exposedapp.test.scenario.contract;

import java.util.List;

/**
 * A row of docs/status.md.
 *
 * @param text the first cell, without the mark
 * @param fromReport it has the mark ¹: the test writes the report instead of bringing the moment about
 */
record Moment(String text, boolean fromReport, Shown shown) {

    private static final String MARK = " ¹";

    /** The other cells, or what an API server and its readers really show. */
    record Shown(String ready, String stalled, String reason, String kstatus, String argoCd, String kubectlWait) {

        /** Where there is no Argo CD to ask. */
        Shown withoutArgoCd() {
            return new Shown(ready, stalled, reason, kstatus, "", kubectlWait);
        }
    }

    /** Of the cells of a row. */
    static Moment of(List<String> cells) {
        var first = cells.getFirst();
        return new Moment(first.replace(MARK, ""), first.endsWith(MARK),
                new Shown(cells.get(1), cells.get(2), cells.get(3).replace("`", ""),
                        cells.get(4), cells.get(5), cells.get(6)));
    }
}
