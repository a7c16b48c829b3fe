/// The one script of the portal (ES5, no library). Everything works without it. It adds: leaving at once, by the
/// link or by pressing Shift three times; a page that comes back from the browser's memory is loaded again, so that
/// nothing is shown after signing out; the heading of the errors is brought into view and focused; a second press
/// of a send button within two seconds is ignored.
package enum Script {
    package static let text: StaticString = """
        (function(d,w){'use strict';
        var link=d.querySelector('[data-quick-exit]'),presses=[],gone=false;
        function leave(e){if(gone)return;gone=true;if(e)e.preventDefault();
        var to=link?link.getAttribute('href'):'/exit';d.title=' ';
        if(d.body){d.body.innerHTML='';}w.location.replace(to);}
        if(link)link.addEventListener('click',leave);
        d.addEventListener('keydown',function(e){
        if(e.key!=='Shift'&&e.keyCode!==16){presses=[];return;}if(e.repeat)return;
        var now=Date.now();presses.push(now);if(presses.length>3)presses.shift();
        if(presses.length===3&&now-presses[0]<1500)leave();});
        w.addEventListener('pageshow',function(e){if(e.persisted)w.location.reload();});
        var wrong=d.getElementById('errors');if(wrong)wrong.focus();
        d.addEventListener('submit',function(e){var f=e.target,now=Date.now();
        if(f.lastSent&&now-f.lastSent<2000){e.preventDefault();return;}f.lastSent=now;});
        })(document,window);
        """
}
