package dev.vitrine.web.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A few rows of many, each as likely to be taken as any other; the same rows whenever the same results are read. */
final class RowSample {
    private static final int ROWS = 600;
    private static final int COLUMNS = 80;
    private static final int LONGEST_CELL = 40;

    private final List<String> columns;
    private final PriorityQueue<Taken> taken =
            new PriorityQueue<>(Comparator.comparingLong(Taken::lot).reversed());

    /** A row with the lot that it drew: those with the least are taken. */
    private record Taken(long lot, long number, List<String> cells) {}

    RowSample(List<String> columns) {
        this.columns = columns;
    }

    void add(List<String> record) {
        long number = Long.parseLong(record.getFirst());
        long lot = lot(number);
        Taken greatest = taken.peek();
        if (taken.size() < ROWS || (greatest != null && lot < greatest.lot())) {
            List<String> cells = new ArrayList<>();
            for (int place : places()) {
                String cell = record.get(place);
                cells.add(cell.length() <= LONGEST_CELL ? cell : "");
            }
            taken.add(new Taken(lot, number, cells));
            if (taken.size() > ROWS) {
                taken.poll();
            }
        }
    }

    /** Places of the columns that are kept: the last, which are outputs, before the first. */
    private List<Integer> places() {
        List<Integer> places = new ArrayList<>();
        int last = columns.size() - 2;
        for (int place = 1; place <= last; place++) {
            if (last <= COLUMNS || place > last - COLUMNS / 2 || place <= COLUMNS / 2) {
                places.add(place);
            }
        }
        return places;
    }

    /** Mixes the bits of a row's number (Stafford's mix 13). */
    private static long lot(long number) {
        long bits = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return (bits ^ (bits >>> 31)) >>> 1;
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode names = json.putArray("columns");
        places().forEach(place -> names.add(columns.get(place)));
        ArrayNode rows = json.putArray("rows");
        taken.stream().sorted(Comparator.comparingLong(Taken::number)).forEach(row -> {
            ArrayNode cells = rows.addArray();
            row.cells().forEach(cells::add);
        });
        return json;
    }
}
