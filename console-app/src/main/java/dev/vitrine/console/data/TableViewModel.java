package dev.vitrine.console.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.vitrine.common.artifact.PublishedPrototype;
import dev.vitrine.common.operation.TableBrowser;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Secrets;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.kit.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The table by query. Every page's read capacity is told; there is no scan. */
public final class TableViewModel extends Feature {
    private final Desk desk;
    private final LiveRows<ItemRow> rows =
            new LiveRows<>(row -> row.pk() + "\n" + row.sk(), row -> row.pk() + " " + row.sk() + " " + row.rest());
    private final ReadOnlyStringWrapper question = new ReadOnlyStringWrapper("");
    private final List<ItemRow> listed = new ArrayList<>();
    private Query query = new Query("history", "JOBS", "");
    private Optional<Map<String, String>> next = Optional.empty();
    private double capacity;
    private boolean begun;
    private boolean asking;
    /** Answers to earlier ones come too late. */
    private int request;

    private record Query(String index, String hash, String prefix) {
        String text() {
            return (index.isEmpty() ? "" : index + ": ") + hash + (prefix.isEmpty() ? "" : ", " + prefix + "...");
        }
    }

    public TableViewModel(Desk desk) {
        this.desk = desk;
    }

    public LiveRows<ItemRow> rows() {
        return rows;
    }

    /** What is asked. */
    public ReadOnlyStringProperty questionProperty() {
        return question.getReadOnlyProperty();
    }

    @Override
    public void shown(boolean visible) {
        if (visible && !begun) {
            ask(query);
        }
    }

    @Override
    public void refresh() {
        ask(query);
    }

    private void ask(Query wanted) {
        begun = true;
        query = wanted;
        listed.clear();
        next = Optional.empty();
        capacity = 0;
        question.set(wanted.text());
        status("Asking ...");
        fetch();
    }

    /** Once at a time: the next page is known when this one has come. */
    private void more() {
        if (!asking) {
            fetch();
        }
    }

    private void fetch() {
        asking = true;
        int asked = ++request;
        Query wanted = query;
        Optional<Map<String, String>> cursor = next;
        desk.workspace()
                .background(
                        () -> desk.workspace()
                                .cloud()
                                .table()
                                .query(
                                        Optional.of(wanted.index()).filter(index -> !index.isEmpty()),
                                        wanted.hash(),
                                        wanted.prefix(),
                                        cursor),
                        page -> {
                            if (asked == request) {
                                asking = false;
                                show(page);
                            }
                        },
                        message -> {
                            if (asked == request) {
                                begun = false;
                                asking = false;
                                status("No answer: " + message);
                            }
                        });
    }

    private void show(TableBrowser.Page page) {
        page.items().forEach(item -> listed.add(new ItemRow(item)));
        next = page.next();
        capacity += page.capacity();
        madeAt(desk.workspace().clock().instant());
        rows.show(listed);
        status(String.format(
                Locale.ENGLISH,
                "%s%s, %.1f read units",
                Texts.counted(listed.size(), "item"),
                next.isPresent() ? " and more" : "",
                capacity));
        choose(List.of());
    }

    /** The person selected these. */
    public void choose(List<LiveRow<ItemRow>> selected) {
        List<Command> commands = new ArrayList<>();
        commands.add(Command.of("Query", "Q", this::askQuery));
        if (next.isPresent()) {
            commands.add(Command.of("Show more", "M", this::more));
        }
        if (!listed.isEmpty()) {
            commands.add(Command.of("Export as CSV", "E", this::export));
        }
        if (selected.isEmpty()) {
            inspect(Inspection.NONE, commands);
            return;
        }
        ItemRow row = selected.getFirst().value();
        if (row.pk().startsWith("JOB#")) {
            commands.add(Command.of("All of this run", "A", () -> ask(new Query("", row.pk(), ""))));
        }
        commands.add(Command.of("Copy key", "Y", () -> desk.screen().copy(row.pk() + " " + row.sk())));
        inspect(
                new Inspection(
                        row.pk() + "  " + row.sk(),
                        row.state(),
                        List.of(new Inspection.Facts(
                                "Attributes",
                                row.attributes().entrySet().stream()
                                        .map(entry -> new Fact(
                                                entry.getKey(), Secrets.value(entry.getKey(), entry.getValue())))
                                        .toList()))),
                commands);
    }

    private void askQuery() {
        List<Form.Option> known = new ArrayList<>(List.of(
                new Form.Option("history|JOBS", "Runs, newest first"),
                new Form.Option("open|OPEN#JOBS", "Runs that are open"),
                new Form.Option("|PROTOTYPE", "Prototypes"),
                new Form.Option("|LEASE", "The dispatcher's lease")));
        for (PublishedPrototype prototype :
                desk.resources().prototypes().reading().get().value().orElse(List.of())) {
            String name = prototype.name();
            known.add(new Form.Option("open|OPEN#" + name, "Open shards of " + name));
            known.add(new Form.Option("|PROTOTYPE#" + name, "Versions of " + name));
            known.add(new Form.Option("history|CALLS#" + name, "Answers of " + name + ", newest first"));
        }
        known.add(new Form.Option("other", "another key, below"));
        desk.ask(new Form(
                "Query the table",
                "A query reads one key's items, a page at a time. What it costs is told with the answer.",
                List.of(
                        new Form.Choice("known", "What", "history|JOBS", "", known),
                        new Form.Text("hash", "Or a key", "", "Such as JOB#... (see docs/data-model.md).", 1),
                        new Form.Text("prefix", "Sort key begins with", "", "", 1)),
                "Query",
                this::askAnswers));
    }

    private Optional<String> askAnswers(Map<String, String> answers) {
        String prefix = answers.getOrDefault("prefix", "").strip();
        String hash = answers.getOrDefault("hash", "").strip();
        String known = answers.getOrDefault("known", "");
        if (!hash.isEmpty()) {
            ask(new Query("", hash, prefix));
            return Optional.empty();
        }
        int bar = known.indexOf('|');
        if (bar < 0) {
            return Optional.of("Write a key, or choose what to look for.");
        }
        ask(new Query(known.substring(0, bar), known.substring(bar + 1), prefix));
        return Optional.empty();
    }

    private void export() {
        List<ItemRow> items = List.copyOf(listed);
        boolean all = next.isEmpty();
        desk.screen().chooseFile("items.csv", file -> desk.workspace()
                .background(
                        () -> {
                            write(file, items);
                            return file;
                        },
                        saved -> desk.screen()
                                .announce(
                                        "Saved", items.size() + " items in " + saved + (all ? "" : "; there are more")),
                        message -> desk.screen().announce("Not saved", message)));
    }

    static void write(Path file, List<ItemRow> items) {
        TreeSet<String> names = new TreeSet<>();
        items.forEach(item -> names.addAll(item.attributes().keySet()));
        try {
            WholeFile.write(file, out -> {
                CsvWriter csv = CsvWriter.builder().build(out);
                csv.writeRecord(names);
                for (ItemRow item : items) {
                    csv.writeRecord(names.stream()
                            .map(name -> Secrets.value(name, item.attributes().getOrDefault(name, "")))
                            .toList());
                }
                csv.flush();
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
