import ConveneCommands

@main
enum Main {
    static func main() async {
        await ConveneCommand.start()
    }
}
