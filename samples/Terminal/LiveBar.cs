using Spectre.Console;

namespace Terminal;

/// <summary>
/// Long work with a bar below the lines that stay; where output goes to a file, only those lines.
/// </summary>
internal sealed class LiveBar
{
    private readonly ProgressTask? _bar;

    private LiveBar(ProgressTask? bar) => _bar = bar;

    /// <summary>Does the work and shows how far it is.</summary>
    public static T Show<T>(string name, Func<LiveBar, T> work) => Console.IsOutputRedirected
        ? work(new LiveBar(null))
        : AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context => work(new LiveBar(context.AddTask(Markup.Escape(name)))));

    /// <summary>Moves the bar.</summary>
    /// <param name="share">Of the work that is done, between 0 and 1.</param>
    /// <param name="text">What is going on.</param>
    public void Advance(double share, string text)
    {
        if (_bar is not null)
        {
            _bar.Value = share * _bar.MaxValue;
            _bar.Description = Markup.Escape(text);
        }
    }

    /// <summary>Writes lines that stay, above the bar.</summary>
    public void Keep(string text)
    {
        if (_bar is null)
        {
            Console.WriteLine(text);
        }
        else
        {
            AnsiConsole.Console.Write(new Text($"{text}\n"));
        }
    }
}
