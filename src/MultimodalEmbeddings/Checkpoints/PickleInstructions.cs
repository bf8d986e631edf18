namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What each opcode that is read does to the machine.</summary>
internal static class PickleInstructions
{
    private const int MaximumProtocol = 5;

    private static readonly object Bytes = new();   // stands for bytes of any content: no tensor is made of them

    private static readonly Dictionary<PickleOpcode, Action<Unpickler>> ByOpcode = new()
    {
        [PickleOpcode.Protocol] = it => RequireProtocol(it.Input),
        [PickleOpcode.Frame] = it => it.Input.Int64(),
        [PickleOpcode.Mark] = it => it.Stack.Mark(),
        [PickleOpcode.Pop] = it => it.Stack.Pop(),
        [PickleOpcode.PopMark] = it => it.Stack.PopToMark(),

        [PickleOpcode.None] = it => it.Stack.Push(null),
        [PickleOpcode.NewTrue] = it => it.Stack.Push(true),
        [PickleOpcode.NewFalse] = it => it.Stack.Push(false),
        [PickleOpcode.BinInt] = it => it.Stack.Push((long)it.Input.Int32()),
        [PickleOpcode.BinInt1] = it => it.Stack.Push((long)it.Input.Byte()),
        [PickleOpcode.BinInt2] = it => it.Stack.Push((long)it.Input.UInt16()),
        [PickleOpcode.Long1] = it => it.Stack.Push(it.Input.Integer(it.Input.Byte())),
        [PickleOpcode.Long4] = it => it.Stack.Push(it.Input.Integer(it.Input.Int32())),
        [PickleOpcode.BinFloat] = it => it.Stack.Push(it.Input.Float64()),
        [PickleOpcode.ShortBinString] = it => it.Stack.Push(it.Input.Text(it.Input.Byte())),
        [PickleOpcode.BinString] = it => it.Stack.Push(it.Input.Text(it.Input.Int32())),
        [PickleOpcode.ShortBinUnicode] = it => it.Stack.Push(it.Input.Text(it.Input.Byte())),
        [PickleOpcode.BinUnicode] = it => it.Stack.Push(it.Input.Text(it.Input.UInt32())),
        [PickleOpcode.BinUnicode8] = it => it.Stack.Push(it.Input.Text(it.Input.Int64())),
        [PickleOpcode.ShortBinBytes] = it => PushBytes(it, it.Input.Byte()),
        [PickleOpcode.BinBytes] = it => PushBytes(it, it.Input.UInt32()),
        [PickleOpcode.BinBytes8] = it => PushBytes(it, it.Input.Int64()),

        [PickleOpcode.EmptyList] = it => it.Stack.Push(new List<object?>()),
        [PickleOpcode.Append] = it => Append(it, it.Stack.Pop(1)),
        [PickleOpcode.Appends] = it => Append(it, it.Stack.PopToMark()),
        [PickleOpcode.EmptyTuple] = it => it.Stack.Push(Array.Empty<object?>()),
        [PickleOpcode.Tuple] = it => it.Stack.Push(it.Stack.PopToMark()),
        [PickleOpcode.Tuple1] = it => it.Stack.Push(it.Stack.Pop(1)),
        [PickleOpcode.Tuple2] = it => it.Stack.Push(it.Stack.Pop(2)),
        [PickleOpcode.Tuple3] = it => it.Stack.Push(it.Stack.Pop(3)),
        [PickleOpcode.EmptyDictionary] = it => it.Stack.Push(new PickleDictionary()),
        [PickleOpcode.SetItem] = it => SetItems(it, it.Stack.Pop(2)),
        [PickleOpcode.SetItems] = it => SetItems(it, it.Stack.PopToMark()),

        [PickleOpcode.BinGet] = it => it.Recall(it.Input.Byte()),
        [PickleOpcode.LongBinGet] = it => it.Recall(it.Input.UInt32()),
        [PickleOpcode.BinPut] = it => it.Remember(it.Input.Byte()),
        [PickleOpcode.LongBinPut] = it => it.Remember(it.Input.UInt32()),
        [PickleOpcode.Memoize] = it => it.Remember(),

        [PickleOpcode.Global] = it => it.Stack.Push(PickleGlobals.Find(it.Input, it.Input.Line(), it.Input.Line())),
        [PickleOpcode.StackGlobal] = StackGlobal,
        [PickleOpcode.Reduce] = Reduce,
        [PickleOpcode.Build] = Build,
        [PickleOpcode.BinPersistentId] = it => it.Stack.Push(it.Storages.Refer(it.Input, it.Stack.Pop())),
    };

    /// <exception cref="CheckpointException">
    /// The opcode is not one that pickles of tensors have, or cannot be followed.
    /// </exception>
    public static void Follow(Unpickler machine, PickleOpcode opcode)
    {
        var instruction = ByOpcode.GetValueOrDefault(opcode)
            ?? throw machine.Input.Broken("has an opcode that no pickle of tensors needs");
        instruction(machine);
    }

    private static void RequireProtocol(PickleInput input)
    {
        var protocol = input.Byte();
        if (protocol > MaximumProtocol)
        {
            throw input.Broken($"is of protocol {protocol}; {MaximumProtocol} is the highest");
        }
    }

    private static void PushBytes(Unpickler it, long length)
    {
        it.Input.Take(length);
        it.Stack.Push(Bytes);
    }

    private static void Append(Unpickler it, object?[] items)
    {
        var list = it.Stack.Peek() as List<object?> ?? throw it.Input.Broken("appends to something that is not a list");
        list.AddRange(items);
    }

    private static void SetItems(Unpickler it, object?[] keysAndValues)
    {
        if (it.Stack.Peek() is not PickleDictionary dictionary || !dictionary.TrySetAll(keysAndValues))
        {
            throw it.Input.Broken("sets items that no dict takes");
        }
    }

    private static void StackGlobal(Unpickler it)
    {
        if (it.Stack.Pop(2) is not [string module, string name])
        {
            throw it.Input.Broken("names a global by something that is not text");
        }

        it.Stack.Push(PickleGlobals.Find(it.Input, module, name));
    }

    private static void Reduce(Unpickler it)
    {
        var arguments = it.Stack.Pop() as object?[] ?? throw it.Input.Broken("calls with arguments that are not a tuple");
        it.Stack.Push(PickleCalls.Call(it.Input, it.Storages, it.Stack.Pop(), arguments));
    }

    // torch.save(model.state_dict()) gives its OrderedDict an attribute, _metadata; nothing else may be given a state.
    private static void Build(Unpickler it)
    {
        it.Stack.Pop();
        if (it.Stack.Peek() is not PickleDictionary)
        {
            throw it.Input.Broken("gives a state to something that is not an OrderedDict");
        }
    }
}
