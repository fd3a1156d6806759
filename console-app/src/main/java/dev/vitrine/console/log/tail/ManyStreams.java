package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogPage;
import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.console.log.tail.LineStore.Identified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Many streams by FilterLogEvents: each event has an id, by which it is known when it is read again. There may be more of
 * them later.
 */
final class ManyStreams implements LogSource {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final int FEW = 10;

    private final LogReader reader;
    private final String group;
    private final Desk desk;
    private final Clock clock;
    private final Set<String> there = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private final Map<String, Instant> missing = new HashMap<>();

    ManyStreams(LogReader reader, String group, Desk desk, Clock clock) {
        this.reader = reader;
        this.group = group;
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public int readAll(LogScope scope, long from, long whole) throws InterruptedException {
        long to = scope.span().map(span -> span.to().toEpochMilli()).orElse(Long.MAX_VALUE);
        if (scope.streams().isEmpty()) {
            return 0;
        }
        return switch (scope.streams().get()) {
            case LogStreams.All all -> read(all, from, to);
            case LogStreams.Prefix prefix -> read(prefix, from, to);
            case LogStreams.Named(List<String> names) -> readNamed(names, from, whole, to);
        };
    }

    private int readNamed(List<String> names, long from, long whole, long to) throws InterruptedException {
        look(names, from == whole);
        List<String> fresh = names.stream()
                .filter(name -> there.contains(name) && !begun.contains(name))
                .toList();
        List<String> known = names.stream().filter(begun::contains).toList();
        int pages = read(fresh, whole, to);
        begun.addAll(fresh);
        return pages + read(known, from, to);
    }

    @Override
    public int readNewest(LogScope scope, long from, long whole) throws InterruptedException {
        return readAll(scope, from, whole);
    }

    @Override
    public Instant knownTo(LogScope scope) {
        if (scope.streams().orElse(null) instanceof LogStreams.Named(List<String> names)) {
            return names.stream()
                    .filter(name -> !begun.contains(name))
                    .map(name -> missing.getOrDefault(name, Instant.EPOCH))
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }
        return Instant.MAX;
    }

    private int read(List<String> names, long from, long to) throws InterruptedException {
        int pages = 0;
        for (int at = 0; at < names.size(); at += LogReader.MOST_STREAMS) {
            List<String> some = names.subList(at, Math.min(at + LogReader.MOST_STREAMS, names.size()));
            pages += read(new LogStreams.Named(some), from, to);
        }
        return pages;
    }

    private int read(LogStreams some, long from, long to) throws InterruptedException {
        int pages = 0;
        Optional<String> token = Optional.empty();
        do {
            Optional<String> here = token;
            LogPage page = desk.ask(() -> reader.filter(group, some, from, to, here));
            desk.take(page.events().stream()
                    .map(event -> new Identified(event, Identities.of(event.id())))
                    .toList());
            token = page.next();
            pages++;
        } while (token.isPresent());
        return pages;
    }

    /** Streams that are named and not there would spoil the whole question: looks, seldom, which have come. */
    private void look(List<String> names, boolean atAll) throws InterruptedException {
        Instant now = clock.instant();
        List<String> wanted = names.stream()
                .filter(name -> !there.contains(name))
                .filter(name -> atAll || !looked(name).isAfter(now.minus(LOOK_AGAIN)))
                .sorted(Comparator.comparing(this::looked))
                .toList();
        if (wanted.size() > FEW && atAll) {
            String prefix = commonPrefix(wanted);
            Set<String> found = new HashSet<>(desk.ask(() -> reader.streams(group, prefix)));
            wanted.forEach(name -> note(name, found.contains(name), now));
            return;
        }
        for (String name : wanted.subList(0, Math.min(FEW, wanted.size()))) {
            Instant at = clock.instant();
            note(name, desk.ask(() -> reader.streams(group, name)).contains(name), at);
        }
    }

    private Instant looked(String name) {
        return missing.getOrDefault(name, Instant.EPOCH);
    }

    private void note(String name, boolean isThere, Instant at) {
        if (isThere) {
            there.add(name);
            missing.remove(name);
        } else {
            missing.put(name, at);
        }
    }

    private static String commonPrefix(List<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        String first = sorted.getFirst();
        String last = sorted.getLast();
        int length = 0;
        while (length < Math.min(first.length(), last.length()) && first.charAt(length) == last.charAt(length)) {
            length++;
        }
        return first.substring(0, length);
    }
}
