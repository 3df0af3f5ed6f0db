t"a{x}b"
t"{ x = }"
t"{x=!r:>{w}}"
t"{x + 1 :d}" t"c"
tr"\{x}\n"
f"{x}" 'a' f"{y}" "b"
'a' 'b' f'{x}' u'c'
f'' 'a'
u'a' 'b'
f'{x:}'
f'''{x:
}'''
f'{x!r:a{{y}}b}'
