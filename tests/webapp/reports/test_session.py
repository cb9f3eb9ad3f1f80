def test_smoke(make, centre, users):
    one = make()
    import time

    t = time.time()
    a = centre.get(f"/centre/sessions/{one.exam.id}/rapport")
    print(a.status_code, time.time() - t)
    t = time.time()
    a = centre.get(f"/centre/sessions/{one.exam.id}/rapport")
    print(a.status_code, time.time() - t)
    open("/tmp/rapport.html", "w").write(a.text)
    for k in ("xlsx", "pdf", "docx"):
        b = centre.get(f"/centre/sessions/{one.exam.id}/rapport.{k}")
        print(k, b.status_code, len(b.data))
        open(f"/tmp/rapport.{k}", "wb").write(b.data)
