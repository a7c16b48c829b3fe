-- Who was erased is noted outside of the database, by the role that also takes the audit out. Opaque ids alone.
grant select on tombstone to convene_auditor;
