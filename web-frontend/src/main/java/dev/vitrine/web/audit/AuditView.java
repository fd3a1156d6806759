package dev.vitrine.web.audit;

import dev.vitrine.common.audit.AuditPage;
import dev.vitrine.web.page.Frame;

/** The page of changes. */
public record AuditView(Frame frame, AuditPage changes) {}
