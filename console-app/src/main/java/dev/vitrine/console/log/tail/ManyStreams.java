package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogPage;
import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.console.log.tail.LineStore.Identified;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Many streams by FilterLogEvents: each event has an id, by which it is known when it is read again. */
final class ManyStreams implements LogSource {
    private final LogReader reader;
    private final String group;
    private final LogStreams streams;
    private final Desk desk;
    private Set<String> existing = Set.of();

    ManyStreams(LogReader reader, String group, LogStreams streams, Desk desk) {
        this.reader = reader;
        this.group = group;
        this.streams = streams;
        this.desk = desk;
    }

    @Override
    public int readAll(long from) throws InterruptedException {
        int pages = 0;
        for (LogStreams some : questions()) {
            Optional<String> token = Optional.empty();
            do {
                Optional<String> here = token;
                LogPage page = desk.ask(() -> reader.filter(group, some, from, here));
                desk.take(page.events().stream()
                        .map(event -> new Identified(event, Identities.of(event.id())))
                        .toList());
                token = page.next();
                pages++;
            } while (token.isPresent());
        }
        return pages;
    }

    @Override
    public int readNewest(long from) throws InterruptedException {
        return readAll(from);
    }

    /** Streams that are named and not there would spoil the whole question; and at most a hundred may be named. */
    private List<LogStreams> questions() throws InterruptedException {
        return switch (streams) {
            case LogStreams.All all -> List.of(all);
            case LogStreams.Prefix prefix -> List.of(prefix);
            case LogStreams.Named(List<String> names) -> {
                if (existing.size() < names.size()) {
                    String prefix = commonPrefix(names);
                    existing = new HashSet<>(desk.ask(() -> reader.streams(group, prefix)));
                    existing.retainAll(new HashSet<>(names));
                }
                List<String> there = names.stream().filter(existing::contains).toList();
                List<LogStreams> questions = new ArrayList<>();
                for (int at = 0; at < there.size(); at += LogReader.MOST_STREAMS) {
                    questions.add(new LogStreams.Named(
                            there.subList(at, Math.min(at + LogReader.MOST_STREAMS, there.size()))));
                }
                yield questions;
            }
        };
    }

    private static String commonPrefix(List<String> names) {
        String first = names.getFirst();
        int length = first.length();
        for (String name : names) {
            int same = 0;
            while (same < Math.min(length, name.length()) && name.charAt(same) == first.charAt(same)) {
                same++;
            }
            length = same;
        }
        return first.substring(0, length);
    }
}
