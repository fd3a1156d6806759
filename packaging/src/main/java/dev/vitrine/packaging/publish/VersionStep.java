package dev.vitrine.packaging.publish;

import dev.vitrine.common.artifact.PublishReport;
import dev.vitrine.common.artifact.PublishReport.FileChange;
import dev.vitrine.common.artifact.Publisher;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Publishes a prototype's files as a version and makes it the champion. */
record VersionStep(Publisher publisher, Path folder) implements Step {
    private static final int FILES_NAMED = 6;

    @Override
    public Done run() {
        PublishReport report = publisher.publish(folder);
        List<FileChange> changes = report.files().stream()
                .filter(file -> file.change() != PublishReport.Change.UNCHANGED)
                .toList();
        boolean allNew = !changes.isEmpty()
                && report.files().stream().allMatch(file -> file.change() == PublishReport.Change.NEW);
        Change change = allNew ? Change.NEW : report.changed() ? Change.CHANGED : Change.UNCHANGED;
        String what = "prototype " + report.prototype() + ", version " + report.version();
        return new Done(what, change, allNew ? changes.size() + " files" : words(changes));
    }

    private static String words(List<FileChange> changes) {
        String named = changes.stream()
                .limit(FILES_NAMED)
                .map(file -> file.path() + " " + file.change().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        int more = changes.size() - FILES_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
