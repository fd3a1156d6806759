package dev.vitrine.console.serve;

import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import java.util.ArrayList;
import java.util.List;

/** What may be done with services and functions. */
final class ServeActions {
    private final ServiceActions services;
    private final FunctionActions functions;
    private final Desk desk;

    ServeActions(Desk desk) {
        this.desk = desk;
        this.services = new ServiceActions(desk);
        this.functions = new FunctionActions(desk);
    }

    List<Command> commands(List<ServeRow> chosen) {
        List<Command> commands = new ArrayList<>();
        if (chosen.size() == 1) {
            switch (chosen.getFirst()) {
                case ServeRow.ServiceRow row -> services.add(row.service(), commands);
                case ServeRow.FunctionRow row -> functions.add(row.function(), commands);
            }
        } else if (desk.mayChange() && !chosen.isEmpty()) {
            services.addMany(
                    chosen.stream()
                            .filter(ServeRow.ServiceRow.class::isInstance)
                            .map(row -> ((ServeRow.ServiceRow) row).service())
                            .toList(),
                    commands);
        }
        return commands;
    }
}
