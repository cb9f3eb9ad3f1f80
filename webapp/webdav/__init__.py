"""The shared drive for the desktop suites: WebDAV beside the pages, at `/dav/<token>/<folder>/<file>`.

`links` makes the addresses, `gate` lets requests in, `resources` shows WsgiDAV the drive, `drive` asks the
office, `scratch` keeps what suites leave beside a document. Locks and temporary files live in this
process's memory: one server process serves a centre's suites.
"""
