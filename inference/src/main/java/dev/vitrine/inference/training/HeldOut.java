package dev.vitrine.inference.training;

import java.util.ArrayList;
import java.util.List;

/** What classifiers said of rows that they had not seen. */
record HeldOut(List<Judgement> judgements) {
    /** A row's class, and the one that was told. */
    record Judgement(int label, int told) {}

    HeldOut {
        judgements = List.copyOf(judgements);
    }

    static HeldOut none() {
        return new HeldOut(List.of());
    }

    /** These, and what a classifier says of the rows. */
    HeldOut and(Classifier classifier, LabelledTable rows) {
        List<Judgement> all = new ArrayList<>(judgements);
        rows.rows().forEach(row -> all.add(new Judgement(row.label(), classifier.classOf(row.features()))));
        return new HeldOut(all);
    }

    /** Share of rows told right. */
    double accuracy() {
        return share(judgements);
    }

    /** Share of the rows of a class that were told right. */
    double accuracyOf(int label) {
        return share(judgements.stream().filter(one -> one.label() == label).toList());
    }

    private static double share(List<Judgement> some) {
        return some.stream().filter(one -> one.told() == one.label()).count() / (double) some.size();
    }
}
