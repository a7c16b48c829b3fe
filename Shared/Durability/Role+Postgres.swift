import Access
import Postgres

extension Role: RawText {}
