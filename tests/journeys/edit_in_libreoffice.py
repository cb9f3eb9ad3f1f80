"""Open a document in LibreOffice, add a sentence, save it where it is: `edit_in_libreoffice PIPE ADDRESS TEXT`.

Run by the Python that Debian's python3-uno belongs to, not by the project's own.
"""

import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def connect(pipe):
    """Return the desktop of the LibreOffice that listens on a pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(300):
        try:
            found = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.1)
        else:
            return found.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", found
            )
    raise SystemExit("LibreOffice does not answer")


def main(pipe, address, text):
    """Edit, save, close; then close LibreOffice, whatever happened."""
    desktop = connect(pipe)
    try:
        hidden = PropertyValue(Name="Hidden", Value=True)
        document = desktop.loadComponentFromURL(address, "_blank", 0, (hidden,))
        document.Text.insertString(document.Text.getEnd(), text, False)
        document.store()
        document.close(True)
    finally:
        desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
