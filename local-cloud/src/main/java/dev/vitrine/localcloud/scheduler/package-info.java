/** EventBridge Scheduler: functions and tasks started at a time, at a rate, or by a cron expression. */
@NullMarked
package dev.vitrine.localcloud.scheduler;

import org.jspecify.annotations.NullMarked;
