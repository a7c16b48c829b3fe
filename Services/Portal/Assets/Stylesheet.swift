/// The one stylesheet of the portal: the tokens of the design, logical properties only (so that Arabic is mirrored
/// by itself), no images and no web fonts. Kept as a literal so that the executable needs no files beside it.
package enum Stylesheet {
    package static let text: StaticString = """
        :root{--sand:#FBF7F1;--paper:#FFF;--linen:#F3EBE0;--line:#D8CBBB;--ink:#231B2E;--ink2:#57505F;--edge:#776A60;
        --plum:#5A2A6B;--plum-d:#40194F;--plum-1:#F3ECF6;--saffron:#F4B73F;--olive:#2E5E45;--olive-1:#E8F1EA;
        --clay:#9C3F22;--clay-1:#FBEDE6;--err:#A3182A;--err-1:#FCECEC;--blue:#1D5573;--blue-1:#E7F0F5;
        --s1:.25rem;--s2:.5rem;--s3:.75rem;--s4:1rem;--s5:1.5rem;--s6:2rem;--s7:3rem;--r:.375rem;--tap:2.75rem;
        --font:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,"Helvetica Neue",Arial,sans-serif;
        --lh:1.5;--t-s:.9rem;--t-m:1.125rem;--t-l:1.3rem;--t-xl:1.75rem}
        :lang(ar){--font:"Noto Sans Arabic","Geeza Pro","Segoe UI",Tahoma,"Noto Naskh Arabic UI",system-ui,sans-serif;
        --lh:1.75}
        *,*::before,*::after{box-sizing:border-box}
        html{font:106.25%/var(--lh) var(--font);color:var(--ink);background:var(--sand);
        -webkit-text-size-adjust:100%;scroll-padding-block-start:var(--s4)}
        body{margin:0;overflow-wrap:break-word;min-block-size:100vh;display:flex;flex-direction:column}
        [lang]{font-family:var(--font)}
        :focus-visible{outline:3px solid var(--ink);outline-offset:0;box-shadow:0 0 0 6px var(--saffron)}
        h1,h2,h3{line-height:1.3;text-wrap:balance;margin-block:0 var(--s3)}
        h1{font-size:var(--t-xl)}h2{font-size:var(--t-l);margin-block-start:var(--s6)}
        h3{font-size:var(--t-m);margin-block-start:var(--s5)}
        :lang(ar) h1,:lang(ar) h2,:lang(ar) h3{line-height:1.5}
        p,ul,ol,dl{margin-block:0 var(--s4)}ul,ol{padding-inline-start:var(--s5)}li{margin-block-end:var(--s1)}
        a{color:var(--plum);text-underline-offset:.15em}a:hover{text-decoration-thickness:3px}
        main{flex:1;inline-size:100%;max-inline-size:62rem;margin-inline:auto;
        padding:var(--s5) var(--s4) var(--s7)}
        main:focus{outline:0;box-shadow:none}
        .wide main{max-inline-size:96rem}main>p,main>ul,main>ol,.text{max-inline-size:38rem}
        .unseen,.skip:not(:focus){position:absolute;inline-size:1px;block-size:1px;overflow:hidden;
        clip-path:inset(50%);white-space:nowrap}
        .skip:focus{display:block;background:var(--saffron);color:var(--ink);padding:var(--s3) var(--s4)}
        .top{background:var(--plum-d);color:var(--paper)}
        .top::after{content:"";display:block;block-size:.4rem;background:repeating-linear-gradient(90deg,
        #F4B73F 0 1.5rem,#B5482A 0 2.25rem,#7FA98F 0 3.75rem,#F3EBE0 0 4.25rem)}
        .top>div,.tongues,.work,.foot>div{max-inline-size:62rem;margin-inline:auto;padding-inline:var(--s4)}
        .wide .top>div,.wide .tongues,.wide .work,.wide .foot>div{max-inline-size:96rem}
        .top>div{display:flex;align-items:center;justify-content:space-between;gap:var(--s2) var(--s4);
        padding-block:var(--s2)}
        .name{flex:1;color:var(--paper);font-weight:700;text-decoration:none;
        min-block-size:var(--tap);display:inline-flex;align-items:center}
        .exit{flex:none;background:var(--saffron);color:var(--ink);font-weight:700;border:2px solid var(--ink);
        border-radius:var(--r);padding:0 var(--s3);min-block-size:var(--tap);display:inline-flex;align-items:center;
        text-decoration:none;order:2;font-size:var(--t-s)}
        .exit:hover{background:var(--paper)}
        .foot ul{display:flex;flex-wrap:wrap;gap:0 var(--s4);list-style:none;margin-block:0}
        .tongues,.work{inline-size:100%}
        .tongues ul,.work ul{display:flex;flex-wrap:wrap;gap:0 var(--s3);list-style:none;margin:0;padding:0}
        .tongues a,.tongues span,.work a,.foot a,.work button{min-block-size:var(--tap);min-inline-size:var(--tap);
        display:inline-flex;align-items:center}
        .tongues [aria-current],.work [aria-current]{font-weight:700;color:var(--ink);
        border-block-end:3px solid var(--plum);text-decoration:none}
        .work{border-block-start:1px solid var(--line)}.work form{margin:0}
        .work button{background:none;border:0;padding:0;font:inherit;color:var(--plum);text-decoration:underline;
        text-underline-offset:.15em;cursor:pointer}
        .foot{background:var(--linen);border-block-start:1px solid var(--line);padding-block:var(--s4)}
        .foot ul{padding:0}
        .button{display:inline-flex;align-items:center;justify-content:center;min-block-size:var(--tap);
        padding:var(--s2) var(--s5);background:var(--plum);color:var(--paper);border:2px solid var(--plum);
        border-radius:var(--r);font:inherit;font-weight:700;text-align:center;text-decoration:none;cursor:pointer}
        .button:hover{background:var(--plum-d);border-color:var(--plum-d)}
        .button.secondary{background:var(--paper);color:var(--plum)}
        .button.secondary:hover{background:var(--plum-1);color:var(--plum-d)}
        form+p{margin-block-start:var(--s5)}.under{display:block}
        .buttons{display:flex;flex-wrap:wrap;gap:var(--s3);margin-block:var(--s5);max-inline-size:none}
        .card{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:var(--s4) var(--s5);
        margin-block:0 var(--s4)}.card h2,.card h3{margin-block-start:0}.card>:last-child{margin-block-end:0}
        ul.cards{list-style:none;padding:0;max-inline-size:none}
        .note,.good,.warn,.errors{border-inline-start:6px solid var(--blue);background:var(--blue-1);
        padding:var(--s3) var(--s4);margin-block:0 var(--s5);border-radius:0;max-inline-size:44rem}
        .note>:last-child,.good>:last-child,.warn>:last-child{margin-block-end:0}
        .acting{inline-size:100%;max-inline-size:62rem;margin-inline:auto;padding:var(--s3) var(--s4);
        background:var(--clay-1);border:3px solid var(--clay)}.acting p{margin-block:0 var(--s2)}.acting form{margin:0}
        .good{border-color:var(--olive);background:var(--olive-1)}
        .warn{border-color:var(--clay);background:var(--clay-1)}
        .errors{border:3px solid var(--err);background:var(--paper)}.errors h2{margin-block-start:0}
        .errors a{color:var(--err);font-weight:700}
        .lead{font-size:var(--t-m)}.hint,.who,.quiet{color:var(--ink2)}.who{font-size:var(--t-s)}
        .said{white-space:pre-wrap}
        .field{margin-block:0 var(--s6);max-inline-size:38rem;border:0;padding:0;margin-inline:0;min-inline-size:0}
        .field label.q,.field legend{font-weight:700;font-size:var(--t-m);padding:0;display:block;
        margin-block-end:var(--s1)}
        .field .hint,.field .who,.field .wrong{margin-block:0 var(--s2)}
        .field.bad{border-inline-start:5px solid var(--err);padding-inline-start:var(--s4)}
        .wrong{color:var(--err);font-weight:700}
        input,select,textarea{font:inherit;color:inherit}
        input:not([type=radio]):not([type=checkbox]),select,textarea{inline-size:100%;min-block-size:var(--tap);
        padding:var(--s2) var(--s3);background:var(--paper);border:2px solid var(--edge);border-radius:var(--r)}
        .bad input,.bad select,.bad textarea{border-color:var(--err)}
        textarea{resize:vertical;line-height:var(--lh)}.code{max-inline-size:10rem;letter-spacing:.15em}
        .choice{display:flex;align-items:flex-start;gap:var(--s3);min-block-size:var(--tap);padding-block:var(--s2);
        margin:0}.choice input{flex:none;inline-size:1.5rem;block-size:1.5rem;margin:0;accent-color:var(--plum)}
        .choice label{flex:1;min-inline-size:0}.choice small{display:block;color:var(--ink2);font-size:var(--t-s)}
        .inline{display:flex;flex-wrap:wrap;align-items:end;gap:var(--s3);margin-block:0 var(--s5)}
        .inline label{display:block;font-weight:700}.inline>div{flex:0 1 20rem}
        .pairs{display:grid;gap:0;border-block-start:1px solid var(--line)}
        .pairs>div{display:grid;gap:var(--s1);padding-block:var(--s3);border-block-end:1px solid var(--line)}
        .pairs dt{font-weight:700}.pairs dd{margin:0;min-inline-size:0}
        h1.said,h2.said,h3.said,.pairs .said{text-align:-webkit-match-parent;text-align:match-parent}
        .pairs dd a{display:inline-flex;min-block-size:var(--tap);align-items:center}
        .parts,.tabs,.filters{display:flex;flex-wrap:wrap;gap:var(--s2);list-style:none;padding:0;
        max-inline-size:none}.parts li,.tabs li,.filters li{margin:0}
        .parts a,.tabs a,.filters a{display:inline-flex;align-items:center;min-block-size:var(--tap);
        padding:var(--s1) var(--s3);border:2px solid var(--edge);border-radius:var(--r);background:var(--paper);
        text-decoration:none}
        .parts a:hover,.tabs a:hover,.filters a:hover{background:var(--plum-1)}
        .parts [aria-current],.tabs [aria-current],.filters [aria-current]{background:var(--plum);
        border-color:var(--plum);color:var(--paper);font-weight:700}
        .filters{gap:var(--s2)}.filters a{padding-inline:var(--s3)}
        summary{min-block-size:var(--tap);display:list-item;padding-block:var(--s2);font-weight:700;cursor:pointer}
        .state{display:inline-block;padding:0 var(--s2);border:1px solid currentColor;border-radius:var(--r);
        font-size:var(--t-s);font-weight:700;background:var(--paper)}td .state{white-space:nowrap}
        .state.ok{color:var(--olive)}.state.no{color:var(--clay)}.state.info{color:var(--blue)}
        .scroll{overflow-x:auto;margin-block:0 var(--s5);background:var(--paper);border:1px solid var(--line);
        border-radius:var(--r);max-inline-size:100%}
        table{border-collapse:collapse;inline-size:100%}
        caption{text-align:start;padding:var(--s3);color:var(--ink2);font-size:var(--t-s);
        max-inline-size:calc(100vw - 2*var(--s4) - 2px)}
        th,td{padding:var(--s2) var(--s3);text-align:start;vertical-align:top;border-block-start:1px solid var(--line)}
        thead th{background:var(--linen);vertical-align:bottom}
        tbody th{font-weight:700;position:sticky;inset-inline-start:0;background:var(--paper)}
        .rows td:not(.number){min-inline-size:7.25rem}
        tfoot th,tfoot td{font-weight:700;border-block-start:2px solid var(--edge)}
        .number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
        .nowrap,tbody th bdi{white-space:nowrap}
        .cut td,.cut th{border-block-start:3px solid var(--ink);background:var(--linen);font-weight:700}
        svg{display:block;direction:ltr;max-inline-size:100%;block-size:auto}
        svg.span{inline-size:10rem;block-size:1.5rem}svg.bar{inline-size:8rem;block-size:1rem}
        .axis{stroke:#D8CBBB;stroke-width:1}.reach{stroke:#40194F;stroke-width:3}.dot{fill:#40194F}
        .full{fill:#F3EBE0;stroke:#776A60;stroke-width:1}.done{fill:#2E5E45}.lacks{fill:#9C3F22}
        .limit{stroke:#9C3F22;stroke-width:2}.edgeline{stroke:#231B2E;stroke-width:2}
        .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:var(--s2);list-style:none;
        padding:0;max-inline-size:none}
        .tiles li{border:1px solid var(--line);border-radius:var(--r);background:var(--paper);
        padding:var(--s2) var(--s3);margin:0;display:flex;justify-content:space-between;gap:var(--s2)}
        .tiles b{font-variant-numeric:tabular-nums}.tiles .none{color:var(--ink2);background:none}
        .grid th,.grid td{border:1px solid var(--line)}.grid td{min-inline-size:9rem}
        .grid .taken{background:var(--plum-1);border-inline-start:5px solid var(--plum)}
        .grid .pause{background:var(--linen)}.grid .clash{background:var(--clay-1);border-inline-start-color:var(--clay)}
        .grid p{margin:0;font-size:var(--t-s)}.grid .said{font-weight:700;font-size:1rem}
        .plan{list-style:none;padding:0;max-inline-size:48rem}
        .plan>li{display:grid;gap:var(--s1) var(--s4);padding-block:var(--s3);border-block-start:1px solid var(--line);
        margin:0}.plan h3{margin:0}.plan p{margin:0}.when{font-weight:700;font-variant-numeric:tabular-nums}
        .big{font-size:var(--t-xl);font-weight:700}
        .levels{border:0;padding:0;margin:0 0 var(--s6);min-inline-size:0}.levels legend{font-weight:700;
        font-size:var(--t-m);padding:0}
        .levels textarea{border-color:var(--edge)}.answers dt{font-weight:700;margin-block-start:var(--s4)}.answers dd{margin:0}
        @media (min-width:40rem){.pairs>div{grid-template-columns:1fr 2fr auto;gap:var(--s4);align-items:baseline}
        .plan>li{grid-template-columns:11rem 1fr}}
        @media (min-width:64rem){.two{display:grid;grid-template-columns:1fr 1fr;gap:var(--s6);align-items:start}
        .two>*{min-inline-size:0}}
        @media (forced-colors:active){.button,.exit,.state,.card,.note,.good,.warn,.scroll{border:2px solid}
        .reach,.axis,.limit,.edgeline{stroke:CanvasText}.dot,.done,.lacks{fill:CanvasText}}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        @media print{@page{margin:15mm}html{font-size:11pt;background:#fff;color:#000}
        .top,.tongues,.work,.foot,.button,.buttons,.skip,form.inline,.filters,.tabs{display:none}
        .scroll{overflow:visible;border:0}main{max-inline-size:none;padding:0}a{color:#000;text-decoration:none}
        tr,.card,.plan>li{break-inside:avoid}}
        """
}
