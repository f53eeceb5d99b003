-- A state file of version 4: with reminders.
-- SPDX-License-Identifier: MIT
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA application_id = 2053465964;
PRAGMA user_version = 4;

CREATE TABLE setting( name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT,
 WITHOUT ROWID;
CREATE TABLE domain( id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, place
 TEXT NOT NULL DEFAULT 'service', access TEXT NOT NULL DEFAULT '',
 report_address TEXT, pasted_text TEXT, waiting_since INTEGER NOT NULL DEFAULT
 0, green_since INTEGER NOT NULL DEFAULT 0, outcome TEXT, outcome_since INTEGER
 NOT NULL DEFAULT 0, last_look INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE choice( domain INTEGER NOT NULL REFERENCES domain ON DELETE
 CASCADE, nth INTEGER NOT NULL, service TEXT, way TEXT NOT NULL, PRIMARY
 KEY(domain, nth)) STRICT, WITHOUT ROWID;
CREATE TABLE pasted( domain INTEGER NOT NULL REFERENCES domain ON DELETE
 CASCADE, choice INTEGER NOT NULL, nth INTEGER NOT NULL, name TEXT NOT NULL,
 type INTEGER NOT NULL, ttl INTEGER NOT NULL, priority INTEGER NOT NULL, value
 TEXT NOT NULL, PRIMARY KEY(domain, choice, nth)) STRICT, WITHOUT ROWID;
CREATE TABLE variable( domain INTEGER NOT NULL REFERENCES domain ON DELETE
 CASCADE, choice INTEGER NOT NULL, nth INTEGER NOT NULL, name TEXT NOT NULL,
 value TEXT NOT NULL, PRIMARY KEY(domain, choice, nth)) STRICT, WITHOUT ROWID;
CREATE TABLE picked_group( domain INTEGER NOT NULL REFERENCES domain ON DELETE
 CASCADE, nth INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(domain, nth))
 STRICT, WITHOUT ROWID;
CREATE TABLE tick( domain INTEGER NOT NULL REFERENCES domain ON DELETE
 CASCADE, name TEXT NOT NULL, type INTEGER NOT NULL, PRIMARY KEY(domain, name,
 type)) STRICT, WITHOUT ROWID;
CREATE TABLE seen( domain INTEGER NOT NULL REFERENCES domain ON DELETE
 CASCADE, name TEXT NOT NULL, type INTEGER NOT NULL, nth INTEGER NOT NULL,
 value TEXT, priority INTEGER NOT NULL, ttl INTEGER NOT NULL, PRIMARY
 KEY(domain, name, type, nth)) STRICT, WITHOUT ROWID;
CREATE TABLE milestone( domain INTEGER NOT NULL REFERENCES domain ON DELETE
 CASCADE, name TEXT NOT NULL, type INTEGER NOT NULL, published_at INTEGER NOT
 NULL, vanished_at INTEGER NOT NULL, was_missing INTEGER NOT NULL, value TEXT,
 PRIMARY KEY(domain, name, type)) STRICT, WITHOUT ROWID;
CREATE TABLE verdict( id INTEGER PRIMARY KEY, domain INTEGER NOT NULL
 REFERENCES domain ON DELETE CASCADE, at INTEGER NOT NULL, outcome TEXT NOT
 NULL) STRICT;
CREATE INDEX verdict_of_domain ON verdict(domain, id);
CREATE TABLE verdict_record( verdict INTEGER NOT NULL REFERENCES verdict ON
 DELETE CASCADE, nth INTEGER NOT NULL, name TEXT NOT NULL, type INTEGER NOT
 NULL, purpose TEXT NOT NULL, required INTEGER NOT NULL, wanted TEXT NOT NULL,
 state TEXT NOT NULL, PRIMARY KEY(verdict, nth)) STRICT, WITHOUT ROWID;
CREATE TABLE verdict_found( verdict INTEGER NOT NULL REFERENCES verdict ON
 DELETE CASCADE, record INTEGER NOT NULL, nth INTEGER NOT NULL, name TEXT NOT
 NULL, type INTEGER NOT NULL, priority INTEGER NOT NULL, value TEXT NOT NULL,
 PRIMARY KEY(verdict, record, nth)) STRICT, WITHOUT ROWID;
CREATE TABLE verdict_code( verdict INTEGER NOT NULL REFERENCES verdict ON
 DELETE CASCADE, record INTEGER NOT NULL, nth INTEGER NOT NULL, code TEXT NOT
 NULL, at TEXT, PRIMARY KEY(verdict, record, nth)) STRICT, WITHOUT ROWID;
CREATE TABLE told( domain TEXT NOT NULL, services TEXT NOT NULL, channel TEXT
 NOT NULL, outcome TEXT, errors TEXT, unknowns INTEGER NOT NULL, at INTEGER NOT
 NULL, PRIMARY KEY(domain, services, channel)) STRICT, WITHOUT ROWID;
CREATE TABLE reminder( domain INTEGER NOT NULL REFERENCES domain ON DELETE
 CASCADE, service TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, since
 INTEGER NOT NULL, due INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0, PRIMARY
 KEY(domain, service, kind)) STRICT, WITHOUT ROWID;

INSERT INTO setting VALUES('language','de');

INSERT INTO domain(id, name, place, access, report_address, waiting_since,
	green_since, outcome, outcome_since, last_look)
VALUES
 (3,'voorbeeld.nl','waiting','somebody-else','dmarc@voorbeeld.nl',1700000000,
	1700000100,'wrong',1700000200,1700000300),
 (7,'xn--bcher-kva.example','done','myself',NULL,1700001000,1700001100,'green',
	1700001100,1700009000),
 (8,'leeg.example','service','',NULL,0,0,NULL,0,0);

INSERT INTO choice VALUES (3,0,'spinoffice','dns'),(3,1,'onfact','global'),
 (3,2,NULL,'dns'),(7,0,'salesdock','through');

INSERT INTO pasted VALUES
 (3,1,0,'k1._domainkey.voorbeeld.nl',5,0,0,'k1.dkim.onfact.example'),
 (3,1,1,'voorbeeld.nl',15,3600,10,'mx.voorbeeld.nl'),
 (3,-1,0,'los.voorbeeld.nl',16,300,0,'"aan;haling" ''é');

INSERT INTO variable VALUES (3,1,0,'sel1','k1'),(3,-1,0,'entered-at','hostnet');

INSERT INTO picked_group VALUES (3,0,'dkim'),(3,1,'mx');

INSERT INTO tick VALUES (3,'k1._domainkey.voorbeeld.nl',5),
 (3,'voorbeeld.nl',16);

INSERT INTO seen VALUES
 (3,'voorbeeld.nl',16,0,'v=spf1 mx -all',0,300),
 (3,'voorbeeld.nl',16,1,'andere = tekst é',0,300),
 (3,'voorbeeld.nl',5,0,NULL,0,0),
 (7,'xn--bcher-kva.example',15,0,'mx.example',10,3600);

INSERT INTO milestone VALUES
 (3,'voorbeeld.nl',16,1700000050,1700000060,1,'v=spf1 mx -all'),
 (7,'s._domainkey.xn--bcher-kva.example',5,1700001050,0,0,NULL);

INSERT INTO verdict VALUES (11,3,1700000100,'waiting'),(12,7,1700001100,'green'),
 (15,3,1700000200,'wrong');

INSERT INTO verdict_record VALUES
 (11,0,'voorbeeld.nl',16,'spf',1,'v=spf1 mx include:a.example ~all','missing'),
 (12,0,'s._domainkey.xn--bcher-kva.example',5,'dkim',1,'s.example','ok'),
 (15,0,'voorbeeld.nl',16,'spf',1,'v=spf1 mx include:a.example ~all','wrong'),
 (15,1,'k1._domainkey.voorbeeld.nl',5,'dkim',0,'k1.dkim.onfact.example','ok');

INSERT INTO verdict_found VALUES
 (15,0,0,'voorbeeld.nl',16,0,'v=spf1 -all'),
 (15,1,0,'k1._domainkey.voorbeeld.nl',5,0,'k1.dkim.onfact.example');

INSERT INTO verdict_code VALUES (15,0,0,'spf-not-authorised',NULL),
 (15,-1,0,'nameservers-disagree','voorbeeld.nl');

UPDATE domain SET pasted_text = 'CNAME a b' || char(10) || 'TXT c d'
 WHERE id = 3;

INSERT INTO told VALUES
 ('voorbeeld.nl','onfact,spinoffice','output','wrong',
	'spf-not-authorised@voorbeeld.nl',0,1700000200),
 ('voorbeeld.nl','onfact,spinoffice','mail',NULL,NULL,2,0),
 ('lijst.example','','output','green','',0,1700000300);

INSERT INTO reminder VALUES
 (3,'spinoffice','write','',1700000210,0,0),
 (3,'visma-net','keys','00000000deadbeef',1700000220,1700259420,1700000230);
