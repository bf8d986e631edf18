namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// Reads the pickles of PyTorch's files: values, tensors and the containers around them. It runs nothing, and a pickle costs
/// memory and time in proportion to its length at most, whatever it nests, refers to or claims.
/// </summary>
/// <remarks>
/// A pickle is a program for a stack machine; https://docs.python.org/3/library/pickletools.html describes its opcodes. Values:
/// null, bool, long, <see cref="System.Numerics.BigInteger"/>, double, string, a list, an array for a tuple,
/// <see cref="PickleDictionary"/>, <see cref="PickledStorage"/> and <see cref="PickledTensor"/>.
/// </remarks>
internal sealed class Unpickler
{
    /// <summary>The most opcodes that are followed: 45 go to a tensor, so that this is room for 10,000 of them.</summary>
    public const int MaximumSteps = 500_000;

    private readonly Dictionary<long, object?> _memo = [];

    private Unpickler(PickleInput input, PickledStorages storages)
    {
        Input = input;
        Storages = storages;
        Stack = new PickleStack(input);
    }

    public PickleInput Input { get; }

    public PickledStorages Storages { get; }

    public PickleStack Stack { get; }

    /// <summary>Reads one pickle, up to and with its opcode Stop.</summary>
    /// <param name="input">What is left after it may hold another one.</param>
    /// <param name="storages">Is told of each storage that the pickle refers to.</param>
    /// <exception cref="CheckpointException">The pickle is broken, or holds more than tensors and containers.</exception>
    public static object? Read(PickleInput input, PickledStorages storages)
    {
        var machine = new Unpickler(input, storages);
        for (var step = 0; step < MaximumSteps; step++)
        {
            var opcode = input.NextOpcode();
            if (opcode == PickleOpcode.Stop)
            {
                return machine.Stack.Pop();
            }

            PickleInstructions.Follow(machine, opcode);
        }

        throw input.Broken($"has more than {MaximumSteps} opcodes");
    }

    public void Remember(long index) => _memo[index] = Stack.Peek();

    public void Remember() => Remember(_memo.Count);

    public void Recall(long index) => Stack.Push(
        _memo.TryGetValue(index, out var value)
            ? value
            : throw Input.Broken($"recalls value {index}, which it never kept"));
}
