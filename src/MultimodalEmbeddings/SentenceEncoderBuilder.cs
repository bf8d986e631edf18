using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings;

/// <summary>
/// Configures a <see cref="SentenceEncoder"/>. What is not set is as its directory says, else as documented here.
/// </summary>
public sealed class SentenceEncoderBuilder
{
    private readonly IEncoderSource _source;
    private readonly OrderedDictionary<string, string> _prompts = new(StringComparer.Ordinal);
    private Pooling[]? _poolings;
    private int? _maximumTokens;
    private bool? _normalize;
    private int _threads = Environment.ProcessorCount;
    private (string? Name, bool IsSet) _defaultPrompt;

    internal SentenceEncoderBuilder(IEncoderSource source) => _source = source;

    /// <summary>Sets the pooling. <see cref="Pooling.Cls"/>, MCSE's, where the directory does not say.</summary>
    /// <param name="pooling">The pooling.</param>
    /// <param name="others">
    /// More poolings, each once; their results are joined to the first one's, so that an embedding is as many times longer.
    /// </param>
    public SentenceEncoderBuilder WithPooling(Pooling pooling, params Pooling[] others)
    {
        ArgumentNullException.ThrowIfNull(others);

        Pooling[] poolings = [pooling, .. others];
        if (poolings.Any(value => !Enum.IsDefined(value)))
        {
            throw new ArgumentOutOfRangeException(nameof(pooling), string.Join(", ", poolings), "Not a pooling.");
        }

        if (poolings.Distinct().Count() < poolings.Length)
        {
            throw new ArgumentException($"A pooling occurs twice: {string.Join(", ", poolings)}.", nameof(others));
        }

        _poolings = poolings;
        return this;
    }

    /// <summary>
    /// Cuts longer sentences, special tokens included in the count; as many as the model has positions where nothing says.
    /// </summary>
    /// <param name="maximumTokens">At least 2.</param>
    public SentenceEncoderBuilder WithMaximumTokens(int maximumTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumTokens, 2);

        _maximumTokens = maximumTokens;
        return this;
    }

    /// <summary>Scales embeddings to length 1, or not; not, where the directory does not say.</summary>
    public SentenceEncoderBuilder WithNormalization(bool normalize = true)
    {
        _normalize = normalize;
        return this;
    }

    /// <summary>Sets how many threads a call works with: as many as there are processors where nothing is set.</summary>
    /// <param name="threads">At least 1. One call with many sentences uses them all; calls may come from any number.</param>
    public SentenceEncoderBuilder WithThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);

        _threads = threads;
        return this;
    }

    /// <summary>Adds a prompt to those of the directory, or replaces the one of the same name.</summary>
    /// <param name="name">What <see cref="SentenceEncoder.WithPrompt"/> calls it, as in "query".</param>
    /// <param name="text">What is put before a sentence, as it is: "query: ".</param>
    public SentenceEncoderBuilder AddPrompt(string name, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(text);

        _prompts[name] = text;
        return this;
    }

    /// <summary>
    /// Puts a prompt before every sentence where no other is asked for; none, where the directory does not say.
    /// </summary>
    /// <param name="name">A prompt of the directory or of <see cref="AddPrompt"/>; null for none.</param>
    public SentenceEncoderBuilder WithDefaultPrompt(string? name)
    {
        _defaultPrompt = (name, true);
        return this;
    }

    /// <summary>Loads or creates the encoder.</summary>
    /// <inheritdoc cref="SentenceEncoder.Load" path="/exception"/>
    /// <exception cref="ArgumentException">The settings do not fit the model; the message says every fault.</exception>
    public SentenceEncoder Build()
    {
        var (model, tokenizer, stored) = _source.Open();
        try
        {
            var options = Options(model.Configuration, stored);
            Check(model, tokenizer, options, IsConfigured ? faults => new ArgumentException(faults) : _source.Unfit);
            return new SentenceEncoder(model, tokenizer, options);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private bool IsConfigured =>
        _poolings is not null || _maximumTokens is not null || _prompts.Count > 0 || _defaultPrompt.IsSet;

    private EncodingOptions Options(EncoderConfiguration configuration, StoredOptions stored)
    {
        var positions = configuration.LongestSentence;
        return new EncodingOptions
        {
            Poolings = _poolings ?? stored.Poolings ?? [Pooling.Cls],
            MaximumTokens = _maximumTokens ?? Math.Min(stored.MaximumTokens ?? positions, positions),
            Normalize = _normalize ?? stored.Normalize ?? false,
            LowerCase = stored.LowerCase,
            PoolsPrompt = stored.PoolsPrompt,
            Threads = _threads,
            Settings = Settings(stored.Settings),
        };
    }

    private SentenceSettings Settings(SentenceSettings stored)
    {
        var prompts = new OrderedDictionary<string, string>(stored.Prompts, StringComparer.Ordinal);
        foreach (var (name, text) in _prompts)
        {
            prompts[name] = text;
        }

        return stored with
        {
            Prompts = prompts,
            DefaultPromptName = _defaultPrompt.IsSet ? _defaultPrompt.Name : stored.DefaultPromptName,
        };
    }

    private static void Check(
        SentenceModel model, ITextTokenizer tokenizer, EncodingOptions options, Func<string, Exception> unfit)
    {
        var frame = tokenizer.Encode("").Length;
        var positions = model.Configuration.LongestSentence;
        var (pooled, taken) = (model.PooledSize(options.Poolings), model.Dense is [var first, ..] ? first.InputSize : (int?)null);
        var (prompts, prompt) = (options.Settings.Prompts, options.Settings.DefaultPromptName);
        (bool Wrong, string Fault)[] checks =
        [
            (options.MaximumTokens > positions,
                $"The model has positions for {positions} tokens, not for {options.MaximumTokens}."),
            (options.MaximumTokens < frame,
                $"The tokenizer puts {frame} special tokens around every sentence; "
                + $"of {options.MaximumTokens} tokens none is left."),
            (options.Poolings.Contains(Pooling.ClsDense) && !model.HasPooler,
                "Pooling ClsDense needs the model's own dense layer (pooler.dense), which the checkpoint lacks; "
                    + "choose another pooling."),
            (taken is not null && taken != pooled,
                $"The dense layer behind the pooling takes {taken} components, not the {pooled} of "
                    + $"{string.Join(", ", options.Poolings)}."),
            (prompt is not null && !prompts.ContainsKey(prompt),
                $"The default prompt '{prompt}' is none of the encoder's prompts ({string.Join(", ", prompts.Keys)})."),
        ];
        var faults = string.Join(" ", checks.Where(check => check.Wrong).Select(check => check.Fault));
        if (faults.Length > 0)
        {
            throw unfit(faults);
        }
    }
}
