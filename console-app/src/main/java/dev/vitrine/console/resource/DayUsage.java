package dev.vitrine.console.resource;

import java.time.LocalDate;

/**
 * What the tasks of a family used on one day (in UTC), all together.
 *
 * @param hours of all tasks
 * @param vcpuHours of those that did not run on Spot
 * @param gbHours of the same
 */
public record DayUsage(
        String family,
        LocalDate day,
        double hours,
        double vcpuHours,
        double gbHours,
        double spotVcpuHours,
        double spotGbHours) {
    private static final double UNITS_PER_CPU = 1024;
    private static final double MB_PER_GB = 1024;

    /** So many hours of a task. */
    static DayUsage of(TaskUsage task, LocalDate day, double hours) {
        double vcpu = hours * task.cpuUnits() / UNITS_PER_CPU;
        double gb = hours * task.memoryMb() / MB_PER_GB;
        return task.spot()
                ? new DayUsage(task.family(), day, hours, 0, 0, vcpu, gb)
                : new DayUsage(task.family(), day, hours, vcpu, gb, 0, 0);
    }

    /** Both together, of the same family and day. */
    DayUsage plus(DayUsage more) {
        return new DayUsage(
                family,
                day,
                hours + more.hours,
                vcpuHours + more.vcpuHours,
                gbHours + more.gbHours,
                spotVcpuHours + more.spotVcpuHours,
                spotGbHours + more.spotGbHours);
    }
}
